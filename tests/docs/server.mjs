// SPDX-License-Identifier: MIT
// A program under test, on a port that the system chooses.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const START_LIMIT_MS = 20000;

// Starts the program; returns its origin and a function that stops it, which
// fails where the program does not end well.
export async function serve(program) {
  const child = spawn(program, ["serve", "--port", "0"], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  const exited = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
  let log = "";

  for await (const line of createInterface({ input: child.stderr })) {
    log += line + "\n";
    if (line.includes("http://")) break;
  }
  clearTimeout(timer);

  const origin = log.match(/http:\/\/[^\s",]+/)?.[0];
  if (!origin) throw new Error(`${program} did not start: ${log}`);
  child.stderr.resume();
  return {
    origin,
    async stop() {
      child.kill("SIGTERM");
      const [code, signal] = await exited;
      if (code !== 0) throw new Error(`${program} ended with ${code ?? signal}`);
    },
  };
}
