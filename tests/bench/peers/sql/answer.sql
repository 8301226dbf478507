-- The best three that no other plan beats. What beats a plan has less money, so it is among those before it. Orders
-- for which the routes kept were not enough to find three stay unanswered.
INSERT INTO answer
    WITH plan AS (
        SELECT id, due // 65536 AS money, due % 65536 AS number, relation
        FROM (SELECT id, relation, unnest(due) AS due FROM best)
    ), priced AS (
        SELECT id, money, (money - 20 * minutes - 10 * blind) // 144 AS cost, minutes, blind, a, b, c
        FROM plan JOIN route USING (relation, number)
    ), listed AS (
        SELECT id, list({'cost': cost, 'minutes': minutes, 'blind': blind, 'a': a, 'b': b, 'c': c}
                        ORDER BY money, cost, minutes, blind, (b IS NOT NULL)::INTEGER + (c IS NOT NULL)::INTEGER,
                                 a, b, c) AS plans
        FROM priced GROUP BY id
    ), kept AS (
        SELECT id, list_filter(plans, lambda x, i: len(list_filter(plans[1:i - 1],
                       lambda y: y.cost <= x.cost AND y.minutes <= x.minutes AND y.blind <= x.blind)) = 0)[1:3] AS plans
        FROM listed
    )
    SELECT id, name, plans FROM kept JOIN best USING (id) WHERE len(plans) = 3 OR len(due) < $MOST;
