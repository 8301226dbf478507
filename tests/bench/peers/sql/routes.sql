-- All routes of the relations (origin and destination) that are asked for, with the lanes a, b, c.
-- Their numbers are in the order in which routes of equal money rank: the least cost first, which
-- is the most time.
CREATE TABLE route AS
    WITH chain AS (
        SELECT f.place AS place, f.id AS a, t.id AS b, t.goal AS hub,
               f.minutes + t.minutes AS minutes, f.blind + t.blind AS blind
        FROM lane f JOIN lane t ON t.place = f.goal
    ), whole AS (
        SELECT chain.place AS place, destination, a, b, e.lane AS c,
               chain.minutes + e.minutes AS minutes, chain.blind + e.blind AS blind
        FROM chain JOIN ending e ON e.place = hub
        UNION ALL
        SELECT f.place, destination, f.id, e.lane, NULL, f.minutes + e.minutes, f.blind + e.blind
        FROM lane f JOIN ending e ON e.place = f.goal
        UNION ALL
        SELECT e.place, destination, e.lane, NULL, NULL, e.minutes, e.blind
        FROM ending e
    )
    SELECT (origin.id * 1000 + destination)::INTEGER AS relation, a, b, c,
           minutes::INTEGER AS minutes, blind::INTEGER AS blind,
           row_number() OVER (PARTITION BY origin.id, destination
                              ORDER BY 2 * minutes + blind DESC, minutes, blind,
                                       (b IS NOT NULL)::INTEGER + (c IS NOT NULL)::INTEGER,
                                       a, b, c)::INTEGER AS number
    FROM whole JOIN origin ON node = place
    WHERE origin.id * 1000 + destination IN (SELECT relation FROM asked);

-- Every route with its prices in every weight cell.
CREATE TABLE route_cell AS
    SELECT relation * 100 + p.cell AS relation_cell, p.flat AS flat_a, p.per_kg AS per_kg_a,
           coalesce(q.flat, 0) AS flat_b, coalesce(q.per_kg, 0) AS per_kg_b,
           coalesce(r.flat, 0) AS flat_c, coalesce(r.per_kg, 0) AS per_kg_c,
           20 * minutes + 10 * blind AS worth, number
    FROM route JOIN price p ON p.lane = a
         LEFT JOIN price q ON q.lane = b AND q.cell = p.cell
         LEFT JOIN price r ON r.lane = c AND r.cell = p.cell
    ORDER BY relation_cell;
