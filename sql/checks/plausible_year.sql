-- warning: a report's year is neither before the Regulations nor after its publication
SELECT report_id, agency, year, published_on FROM report WHERE year < 2008 OR year > coalesce(year(published_on), year(loaded_at));
