-- One line a plan, as a file.
COPY (
    SELECT name, cost, p.minutes, concat_ws('>', x.lane, y.lane, z.lane) AS lanes
    FROM (SELECT id AS order_id, name, unnest(plans, recursive := true), generate_subscripts(plans, 1) AS rank
          FROM answer) p
         JOIN lane x ON x.id = a LEFT JOIN lane y ON y.id = b LEFT JOIN lane z ON z.id = c
    ORDER BY order_id, rank
) TO '$OUT' (FORMAT csv);
