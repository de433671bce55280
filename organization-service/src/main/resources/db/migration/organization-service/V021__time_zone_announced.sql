-- The time zone that services were last told of, as with retention.
ALTER TABLE organizations ADD COLUMN time_zone_announced TEXT;
