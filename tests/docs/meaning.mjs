// SPDX-License-Identifier: MIT
// meaning.mjs OURS FASTAPI: both documents must mean the same. The differences
// that are allowed are this list:
//   format   ours may say "int64" of an integer, where FastAPI says nothing
//   nullable type [X, "null"] and anyOf [X, null] are one
import { existsSync, readFileSync } from "node:fs";

const [ours, theirs] = process.argv.slice(2);

if (!existsSync(theirs)) {
  console.log(`skipped: ${theirs} is not there`);
  process.exit(77);
}

// Returns the schema with `type: [X, "null"]` written as anyOf.
function withAnyOf({ type, title, description, ...rest }) {
  const types = type.filter((name) => name !== "null");

  if (types.length !== 1) throw new Error(`several types: ${type}`);
  return {
    anyOf: [normal({ type: types[0], ...rest }), { type: "null" }],
    ...(title && { title }),
    ...(description && { description }),
  };
}

// Returns a document without what is allowed to differ; names sorted.
function normal(value) {
  if (Array.isArray(value)) return value.map(normal);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value.type)) return normal(withAnyOf(value));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, of]) => !(name === "format" && of === "int64"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => [name, normal(of)]),
  );
}

// Returns the differences of two normal documents, one line each.
function differences(a, b, path = "") {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  const isObject = (of) => of !== null && typeof of === "object";

  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b))
    return [`${path || "/"}: ${JSON.stringify(a)}, FastAPI ${JSON.stringify(b)}`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    differences(a[name], b[name], `${path}/${name}`),
  );
}

// Returns the names of models in their order, which FastAPI sorts.
const order = (of) => JSON.stringify(Object.keys(of.components.schemas));

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const found = differences(normal(read(ours)), normal(read(theirs)));

if (order(read(ours)) !== order(read(theirs)))
  found.push(`models are ${order(read(ours))}, FastAPI ${order(read(theirs))}`);
found.forEach((line) => console.log(line));
console.log(`${ours}: ${found.length} differences from ${theirs}`);
process.exitCode = found.length ? 1 : 0;
