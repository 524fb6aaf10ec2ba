// SPDX-License-Identifier: MIT
// page.mjs PROGRAM [SCREENSHOT]: opens the docs page in Chromium as a person
// would, tries POST /add, and sees to it that no other host is asked.
//
// Without a Chromium it skips (exit 77), unless CI=true or
// DEV_BROWSER=required; DEV_CHROMIUM names one.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const [program, screenshot] = process.argv.slice(2);
const executablePath = process.env.DEV_CHROMIUM ?? "/usr/bin/chromium";

if (!existsSync(executablePath)) {
  const required =
    process.env.CI === "true" || process.env.DEV_BROWSER === "required";

  console.log(`skipped: the docs page was opened in no browser, for there is
no ${executablePath}; ./dev test --browser installs it`);
  process.exit(required ? 1 : 77);
}

const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];
if (process.getuid() === 0) args.push("--no-sandbox");

// Playwright gives each launch a fresh profile.
const browser = await chromium.launch({ executablePath, args });
const server = await serve(program);

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  const complaints = [];
  const foreign = [];

  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== server.origin)
      foreign.push(request.url());
  });
  page.on("requestfailed", (request) => complaints.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });

  await page.goto(`${server.origin}/docs`);

  const title = "Простые математические операции";
  const add = page.locator(".opblock-post", { hasText: "/add" });
  await page.locator(".info .title", { hasText: title }).waitFor();
  assert.equal(await page.title(), title);
  await add.locator(".opblock-summary-description").waitFor();
  assert.match(await add.textContent(), /POST.*\/add.*Create Item/);

  await add.locator(".opblock-summary").click();
  await add.getByRole("button", { name: "Try it out" }).click();
  await add
    .locator("textarea")
    .fill('{"first_number": 40, "second_number": 2}');
  await add.getByRole("button", { name: "Execute" }).click();

  const live = add.locator(".live-responses-table .response");
  await live.waitFor();
  const status = await live.locator(".response-col_status").textContent();
  const body = await live.locator(".response-col_description .microlight").first().textContent();
  assert.equal(status.trim(), "200");
  assert.deepEqual(JSON.parse(body), { result: 42 });

  if (screenshot) await page.screenshot({ path: screenshot });
  assert.deepEqual(foreign, [], "other hosts were asked");
  assert.deepEqual(complaints, [], "the browser complains");
  console.log(`${server.origin}/docs works in Chromium ${browser.version()}`);
} finally {
  await browser.close();
  await server.stop();
}
