// SPDX-License-Identifier: MIT
// lint.mjs FILE...: holds OpenAPI documents to Redocly's rules (redocly.yaml).
// A warning fails too.
import { fileURLToPath } from "node:url";
import openapi from "@redocly/openapi-core";

const config = await openapi.loadConfig({
  configPath: fileURLToPath(new URL("redocly.yaml", import.meta.url)),
});

for (const file of process.argv.slice(2)) {
  const problems = await openapi.lint({ ref: file, config });
  const totals = openapi.getTotals(problems);

  openapi.formatProblems(problems, { totals, format: "stylish", version: "" });
  console.log(`${file}: ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
