/* Runs SQL files on DuckDB as it is told on standard input, and tells what each took.
 *
 *   NODE_PATH=FOLDER node duckdb.cjs THREADS
 *
 * "NAME=VALUE" makes $NAME in the files to come VALUE; any other line names a file to run and is
 * answered by its seconds. */
const fs = require('fs');
const readline = require('readline');
const {DuckDBInstance} = require('@duckdb/node-api');

async function main() {
    const instance = await DuckDBInstance.create(':memory:',
        {threads: process.argv[2], preserve_insertion_order: 'false'});
    const connection = await instance.connect();
    const values = new Map();
    for await (const line of readline.createInterface({input: process.stdin})) {
        const equals = line.indexOf('=');
        if (equals > 0) {
            values.set(line.slice(0, equals), line.slice(equals + 1));
            continue;
        }
        let sql = fs.readFileSync(line, 'utf8').replace(/^\s*--.*$/gm, '');
        for (const [name, value] of values)
            sql = sql.replaceAll('$' + name, value);
        const start = process.hrtime.bigint();
        for (const statement of sql.split(';').filter((text) => text.trim()))
            await connection.run(statement);
        console.log(Number(process.hrtime.bigint() - start) / 1e9);
    }
}

main();
