// What the pages gain with scripts: the language is kept from page to page, and
// tables sort and filter. Without it they read as well.
(function () {
  'use strict';
  var box = document.getElementById('lang'), root = document.documentElement;
  function speak() { root.lang = box.checked ? 'en' : 'zh-CN'; }
  try { if (localStorage.getItem('gongkai-lang') === 'en') box.checked = true; } catch (e) { /* kept by nobody */ }
  speak();
  box.addEventListener('change', function () {
    speak();
    try { localStorage.setItem('gongkai-lang', box.checked ? 'en' : 'zh'); } catch (e) { /* as above */ }
  });

  // The value of a cell: a number where it reads as one, nothing where it is a
  // dash. Of two languages the Chinese one counts, of a name its link.
  function value(row, i) {
    var cell = row.cells[i];
    if (!cell) return null;
    var zh = cell.querySelector(':scope > .zh') || cell.querySelector('a') || cell;
    var text = (zh.querySelector('.zh') || zh).textContent.trim();
    if (text === '' || text === '—' || text === '·') return null;
    var n = Number(text.replace(/[,=%]/g, ''));
    return isNaN(n) ? text : n;
  }
  function compare(a, b) {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'number') return -1;
    if (typeof b === 'number') return 1;
    return a.localeCompare(b, 'zh');
  }
  document.querySelectorAll('table.sortable').forEach(function (table) {
    var body = table.tBodies[0];
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (th, i) {
      var button = document.createElement('button');
      button.type = 'button';
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener('click', function () {
        var first = th.classList.contains('n') ? 'descending' : 'ascending';
        var now = th.getAttribute('aria-sort');
        var to = now === null ? first : now === 'ascending' ? 'descending' : 'ascending';
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (c) { c.removeAttribute('aria-sort'); });
        th.setAttribute('aria-sort', to);
        var rows = Array.prototype.map.call(body.rows, function (row, at) { return { row: row, at: at, v: value(row, i) }; });
        rows.sort(function (a, b) {
          if (a.v === null || b.v === null) return a.v === b.v ? a.at - b.at : a.v === null ? 1 : -1; // what is missing stands last either way
          var c = compare(a.v, b.v);
          return (to === 'descending' ? -c : c) || a.at - b.at;
        });
        var all = document.createDocumentFragment();
        rows.forEach(function (r) { all.appendChild(r.row); });
        body.appendChild(all);
      });
    });
    if (!table.hasAttribute('data-filter') || body.rows.length < 8) return;
    var bar = document.createElement('p'), input = document.createElement('input'), said = document.createElement('span');
    bar.className = 'filter';
    input.type = 'search';
    input.setAttribute('aria-label', '筛选 Filter');
    input.placeholder = '筛选 Filter';
    said.setAttribute('role', 'status');
    bar.append(input, said);
    table.parentNode.parentNode.insertBefore(bar, table.parentNode);
    input.addEventListener('input', function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), n = 0;
      Array.prototype.forEach.call(body.rows, function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (w) { return text.indexOf(w) >= 0; });
        if (!row.hidden) n++;
      });
      said.textContent = words.length ? n + ' / ' + body.rows.length : '';
    });
  });
})();
