update report set facts = jsonb_set(facts, '{tables}', '{"commitments": {"version": 1, "rows": []}, "gifts": {"version": 1, "rows": []}, "costs": {"version": 1, "rows": []}}');
alter table report drop column confidential, drop column returned_sections, drop column records;
