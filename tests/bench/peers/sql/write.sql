-- One line a plan, as a file.
COPY (
    SELECT name, cost, answer.minutes, concat_ws('>', x.lane, y.lane, z.lane) AS lanes
    FROM answer JOIN lane x ON x.id = a LEFT JOIN lane y ON y.id = b LEFT JOIN lane z ON z.id = c
    ORDER BY answer.id, answer.place
) TO '$OUT' (FORMAT csv);
