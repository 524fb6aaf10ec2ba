// SPDX-License-Identifier: MIT
// client.mjs PROGRAM DOCUMENT FOLDER: makes a TypeScript client of the document
// in FOLDER, checks its types, and calls the running program with it.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

const [program, document, folder] = process.argv.slice(2);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const node = (...args) =>
  execFileSync(process.execPath, args, { cwd: folder, stdio: "inherit" });
const tsconfig = {
  compilerOptions: {
    strict: true,
    target: "es2022",
    module: "nodenext",
    types: [],
    skipLibCheck: false,
    noEmitOnError: true,
  },
  files: ["client.ts", "node.d.ts"],
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
symlinkSync(here("node_modules"), `${folder}/node_modules`);
copyFileSync(here("client.ts"), `${folder}/client.ts`);
writeFileSync(`${folder}/package.json`, '{"type":"module"}');
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(tsconfig));
// All of Node that the client uses; @types/node is far larger.
writeFileSync(
  `${folder}/node.d.ts`,
  `declare module "node:assert/strict" {
     const assert: {
       equal(actual: unknown, expected: unknown): void;
       deepEqual(actual: unknown, expected: unknown): void;
     };
     export default assert;
   }
   declare const process: { argv: string[] };`,
);
node("node_modules/openapi-typescript/bin/cli.js", document, "-o", "schema.d.ts");
node("node_modules/typescript/bin/tsc", "-p", ".");

const server = await serve(program);
try {
  node("client.js", server.origin);
  console.log(`the generated client works with ${server.origin}`);
} finally {
  await server.stop();
}
