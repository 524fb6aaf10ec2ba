// SPDX-License-Identifier: MIT
// A program under test, on a port that the system chooses.
import { spawn } from "node:child_process";
import { once } from "node:events";

const START_LIMIT_MS = 20000;

// Starts the program; returns its origin and a function that stops it, which
// fails, with the program's log, where it does not end well.
export async function serve(program) {
  const child = spawn(program, ["serve", "--port", "0"], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  const exited = once(child, "exit");
  let log = "";

  const origin = await new Promise((resolve, reject) => {
    const fail = (why) => {
      child.kill("SIGKILL");
      reject(new Error(`${program} ${why}\n${log}`));
    };
    const timer = setTimeout(fail, START_LIMIT_MS, "takes too long to start");

    child.on("error", (error) => fail(error.message));
    child.on("exit", () => fail("ended at start"));
    child.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
      const found = log.match(/(http:\/\/[^\s",]+).*\n/);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
  });

  return {
    origin,
    async stop() {
      child.kill("SIGTERM");
      const [code, signal] = await exited;
      if (code !== 0)
        throw new Error(`${program} ended with ${code ?? signal}\n${log}`);
    },
  };
}
