-- The best three that no other plan beats. What beats a plan has less money, so it is among those
-- before it. Orders for which the routes kept were not enough to find three stay unanswered.
CREATE OR REPLACE TABLE plan AS
    SELECT id, name, kept, place, (due // 65536 - 20 * minutes - 10 * blind) // 144 AS cost,
           minutes, blind, a, b, c
    FROM (SELECT id, name, relation, len(due) AS kept, unnest(due) AS due,
                 generate_subscripts(due, 1) AS place
          FROM best)
         JOIN route ON route.relation = unnamed_subquery.relation AND number = due % 65536;

INSERT INTO answer
    SELECT id, name, place, cost, minutes, a, b, c
    FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY place) AS rank,
                 count(*) OVER (PARTITION BY id) AS count
          FROM plan x
          WHERE NOT EXISTS (SELECT 1 FROM plan y
                            WHERE y.id = x.id AND y.place < x.place AND y.cost <= x.cost
                                  AND y.minutes <= x.minutes AND y.blind <= x.blind))
    WHERE rank <= 3 AND (count >= 3 OR kept < $MOST);
