-- The orders with their relation and weight cell. Weights are rounded up to the gram, piece by
-- piece.
CREATE OR REPLACE TABLE asked AS
    SELECT row_number() OVER () AS id, o.id AS name,
           origin.id * 1000 + destination.id AS relation, cell.cell, grams
    FROM (SELECT *, (ceil(weight_kg * 1000) * quantity)::INTEGER AS grams
          FROM read_csv('$ORDERS', types = {'weight_kg': 'DECIMAL(18,7)', 'postcode': 'VARCHAR',
                                            'flags': 'VARCHAR'})) o
         JOIN origin ON origin.node = o.origin
         JOIN destination ON destination.country = o.country
                             AND left(o.postcode, 2) BETWEEN low AND high
         JOIN cell ON grams > cell.over_g AND grams <= cell.up_to_g;

CREATE OR REPLACE TABLE answer (id BIGINT, name VARCHAR, place BIGINT, cost BIGINT,
                                minutes INTEGER, a INTEGER, b INTEGER, c INTEGER);
