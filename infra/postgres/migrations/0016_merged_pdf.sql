-- Merged PDFs: one file of many slips, split by its text, its bookmarks or its index.

alter table batch drop constraint batch_format_check;
alter table batch add constraint batch_format_check check (format in ('zip', 'merged-pdf', 'pdf'));

-- Cover and blank pages, which are in no item: page and rule, nothing that a page says.
alter table batch add column ignored_pages jsonb;

-- A slip of a merged PDF is cut out when it is deposited: the hash of its bytes is known then.
alter table document alter column input_sha256 drop not null;
alter table document add constraint document_input_known check (state = 'reserved' or input_sha256 is not null);

-- `sealed_reading` now also stands on items of a merged PDF that wait for matching: their
-- pages were read when the file was split. It goes when the item leaves quarantine, or is deposited.
