// Makes d3.min.js, and LICENSE.d3 of the packages that are really in it, in the folder in which this
// file, library.mjs and the installed packages are. `library` in this folder calls it.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const result = await build({
  entryPoints: ["library.mjs"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "d3",
  target: "es2018",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
});

const packages = new Set();
for (const [path, input] of Object.entries(Object.values(result.metafile.outputs)[0].inputs)) {
  const parts = path.split("/");
  if (parts[0] === "node_modules" && input.bytesInOutput > 0) packages.add(parts[1]);
}

const lines = ["lanewise's pages draw with parts of d3 (https://d3js.org):", ""];
const permissions = new Set();
for (const name of [...packages].sort()) {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const [copyright, ...permission] = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim().split("\n");
  if (license !== "ISC") throw new Error(`${name} has another licence: ${license}`);
  lines.push(`  ${name} ${version}, ${copyright}`);
  permissions.add(permission.join("\n").trim());
}
if (permissions.size !== 1) throw new Error("the packages do not share one text of the licence");
lines.push("", ...permissions, "");

const notice = lines.join("\n");
writeFileSync("LICENSE.d3", notice);
writeFileSync("d3.min.js", `/*!\n${notice}*/\n${result.outputFiles[0].text}`);
