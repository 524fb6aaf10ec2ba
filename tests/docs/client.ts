// SPDX-License-Identifier: MIT
// A client as people write it: types from openapi-typescript, calls by
// openapi-fetch. It is type-checked first; then it calls the server of argv[2].
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Result = components["schemas"]["Result"];

const client = createClient<paths>({ baseUrl: process.argv[2] });

const sum = await client.POST("/add", {
  body: { first_number: 40, second_number: 2 },
});
const result: Result | undefined = sum.data;
assert.equal(sum.response.status, 200);
assert.equal(result?.result, 42);

const one = await client.POST("/add", { body: { first_number: 41 } });
assert.equal(one.data?.result, 42);

const none = await client.POST("/add", {
  body: { first_number: 41, second_number: null },
});
assert.equal(none.data?.result, 42);

const refused = await client.POST("/add", {
  // @ts-expect-error: the types know that a number is wanted
  body: { first_number: "forty" },
});
assert.equal(refused.response.status, 422);
assert.equal(refused.data, undefined);
assert.deepEqual(refused.error?.detail?.[0]?.loc, ["body", "first_number"]);
assert.equal(refused.error?.detail?.[0]?.type, "int_parsing");

// @ts-expect-error: the types know that there is no such path
await client.GET("/subtract");
