-- Where a file had an indicator ("IKK!C7"), so that a finding about two tables names both places.
ALTER TABLE document_indicator ADD COLUMN source TEXT NOT NULL DEFAULT '';
