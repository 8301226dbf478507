-- Reads the catalog (plain profile): weight cells between all breaks, and what each lane costs in
-- each cell. A leg costs round(flat + per_kg * w) cents, w in grams: (flat * 1000 + per_kg * w +
-- 500) // 1000.

CREATE TABLE lane AS
    SELECT row_number() OVER (ORDER BY lane)::INTEGER AS id, lane, "from" AS place, "to" AS goal,
           round(days * 1440)::INTEGER AS minutes,
           ((10000 - round(visibility * 10000)::BIGINT) * round(days * 1440)::BIGINT + 5000)
               // 10000 AS blind
    FROM read_csv('$CATALOG/lanes.csv');

CREATE TABLE rate AS
    SELECT id AS lane, round(over_kg * 1000)::INTEGER AS over_g,
           round(up_to_kg * 1000)::INTEGER AS up_to_g,
           round(flat * 100)::INTEGER AS flat, round(per_kg * 100)::INTEGER AS per_kg
    FROM read_csv('$CATALOG/rates.csv') JOIN lane ON lane.lane = card;

CREATE TABLE cell AS
    SELECT row_number() OVER (ORDER BY bound)::INTEGER AS cell, bound AS over_g,
           lead(bound) OVER (ORDER BY bound) AS up_to_g
    FROM (SELECT over_g AS bound FROM rate UNION SELECT up_to_g FROM rate)
    QUALIFY up_to_g IS NOT NULL;

CREATE TABLE price AS
    SELECT lane, cell, flat * 1000 + 500 AS flat, per_kg
    FROM rate JOIN cell ON rate.over_g <= cell.over_g AND cell.up_to_g <= rate.up_to_g;

-- A destination is a zone of postcodes; the zone of its whole country serves it, too.
CREATE TABLE destination AS
    SELECT row_number() OVER (ORDER BY zone, postcode_from)::INTEGER AS id, zone, country,
           postcode_from AS low, postcode_to AS high
    FROM read_csv('$CATALOG/zones.csv', all_varchar = true) WHERE postcode_from IS NOT NULL;

CREATE TABLE ending AS
    SELECT destination.id AS destination, lane.id AS lane, lane.place, minutes, blind
    FROM destination JOIN lane ON goal = zone OR goal = country || '-Z0';

CREATE TABLE origin AS
    SELECT row_number() OVER (ORDER BY node)::INTEGER AS id, node
    FROM read_csv('$CATALOG/nodes.csv') WHERE kind = 'origin';
