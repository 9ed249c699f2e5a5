-- What lists and the month at a glance ask for.

-- The sender's title under the key of the vault that this copy lies in: the
-- agent reads it without any key of the employer's, and it goes with the copy.
-- NULL: none, or the employer's copy, whose title stands in the document's row.
alter table document_key add column sealed_title bytea check (copy = 'agent' or sealed_title is null);

-- Documents of a month, newest first; who has a payslip of it, without reading the rows.
create index document_of_month on document (employer_id, period, id desc) include (type, employment_id, withdrawn_at)
  where state = 'deposited';
create index batch_of_month on batch (employer_id, period);
