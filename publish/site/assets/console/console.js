// The SQL console: DuckDB in this page's worker, over a file beside the page.
import * as duckdb from './duckdb-browser.mjs';

const here = name => new URL(name, import.meta.url).href;
const state = document.getElementById('state'), run = document.getElementById('run');
const query = document.getElementById('query'), result = document.getElementById('result');
const most = 1000;

const say = (zh, en) => {
  const spans = [['zh', zh], ['en', en]].map(([c, t]) => Object.assign(document.createElement('span'), { className: c, textContent: t }));
  state.replaceChildren(...spans);
};

async function open() {
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(here('duckdb-browser-eh.worker.js')));
  await db.instantiate(here('duckdb-eh.wasm'));
  const file = await fetch(here('tables.duckdb'));
  if (!file.ok) throw new Error('tables.duckdb: ' + file.status);
  await db.registerFileBuffer('tables.duckdb', new Uint8Array(await file.arrayBuffer()));
  const conn = await db.connect();
  // Nothing is fetched from elsewhere, whatever a query asks for.
  await conn.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET custom_extension_repository = ''");
  await conn.query("ATTACH 'tables.duckdb' AS gongkai (READ_ONLY); USE gongkai");
  return conn;
}

function show(table) {
  const out = document.createElement('table'), names = table.schema.fields.map(f => f.name);
  out.className = 'data';
  const head = out.createTHead().insertRow(), body = out.createTBody();
  for (const name of names) head.append(Object.assign(document.createElement('th'), { textContent: name, scope: 'col' }));
  for (let r = 0; r < Math.min(table.numRows, most); r++) {
    const row = body.insertRow();
    names.forEach((name, c) => {
      const v = table.getChildAt(c).get(r), cell = row.insertCell();
      if (v === null) cell.className = 'none';
      else if (/^-?[0-9][0-9.e+-]*$/.test(String(v))) cell.className = 'n';
      cell.textContent = v === null ? '—' : String(v); // as text: a name never becomes markup
    });
  }
  result.replaceChildren(out);
  say(table.numRows + ' 行' + (table.numRows > most ? '，此处前 ' + most + ' 行' : ''), table.numRows + ' rows' + (table.numRows > most ? ', the first ' + most + ' here' : ''));
}

// cast makes decimals, lists and dates texts, so that they show as DuckDB writes
// them.
async function ask(conn) {
  run.disabled = true;
  say('正在查询…', 'Asking…');
  try {
    const sql = query.value.trim().replace(/;\s*$/, '');
    const answer = /^(select|with|from)\b/i.test(sql) ? `SELECT COLUMNS(*)::VARCHAR FROM (${sql}\n)` : sql;
    show(await conn.query(answer));
  } catch (e) {
    result.replaceChildren(Object.assign(document.createElement('pre'), { textContent: e.message }));
    say('查询有误', 'The query failed');
  }
  run.disabled = false;
}

open().then(conn => {
  say('可以查询', 'Ready');
  run.disabled = false;
  run.addEventListener('click', () => ask(conn));
  query.addEventListener('keydown', e => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) ask(conn); });
  if (location.hash === '#run') ask(conn);
}).catch(e => {
  console.warn(e);
  say('无法载入：请经网页服务器打开此页。' + e.message, 'Could not load; open this page from a web server. ' + e.message);
});
