-- Prices all routes of the orders that are not answered and keeps the $MOST with the least money.
-- With 2 for a day and 1 for a blind day money is 144 * cost + 20 * minutes + 10 * blind, in cents
-- and minutes, but for a factor. "due" packs a route's money and its number, so that what is kept
-- is a list of integers.
CREATE OR REPLACE TABLE best AS
    SELECT id, any_value(name) AS name, any_value(relation) AS relation,
           min((144 * ((flat_a + per_kg_a * grams) // 1000 + (flat_b + per_kg_b * grams) // 1000
                       + (flat_c + per_kg_c * grams) // 1000) + worth)::BIGINT * 65536 + number,
               $MOST) AS due
    FROM asked JOIN route_cell ON relation_cell = relation * 100 + cell
    WHERE id NOT IN (SELECT id FROM answer)
    GROUP BY id;
