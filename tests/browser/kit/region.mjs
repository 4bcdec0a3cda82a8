// A Sinergi of its own for one spec: a fresh data folder, a free port, gone at the end.
//
//   const region = await startRegion({ prepare: (run) => run("quarter", "set", …) });
//   await page.goto(region.url("/entry")); … await region.stop();
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const binary = process.env.SINERGI ?? path.join(root, "build", "sinergi");
export const password = "contoh-sinergi";
const kStartMs = 60_000;

// The real cases lie beside a checkout, never inside it.
export const caseFile = (name) => {
  const file = path.join(root, "..", "shared", "cases", name);
  return existsSync(file) ? file : null;
};

// A day of the example region's calendar (WITA), `days` from now, as 2024-10-15.
export const day = (days) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

function listen(data, port, options) {
  const server = spawn(binary, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const started = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server did not start: ${said}`)), kStartMs);
    const hear = (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/[\d.]+:\d+/);
      if (address) (clearTimeout(late), resolve(address[0]));
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", (bytes) => (said += bytes));
    server.on("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return { server, started, said: () => said };
}

// `day`: what the server takes to be today ("2026-03-13"); region.on(day) begins another day with the same data.
export async function startRegion({ demo = true, prepare = () => {}, day = null } = {}) {
  const data = mkdtempSync(path.join(tmpdir(), "sinergi-browser-"));
  const run = (...args) => runCommand(data, "", args);
  run.with = (input, ...args) => runCommand(data, input, args);
  run.data = data;
  if (demo) run("demo");
  prepare(run);
  const onDay = (today) => (today ? ["--trial-day", today] : []);
  let running = listen(data, 0, onDay(day));
  const address = await running.started;
  const end = async () => {
    const ended = new Promise((resolve) => running.server.on("exit", resolve));
    running.server.kill("SIGTERM");
    await ended;
  };
  return {
    run,
    address,
    said: () => running.said(),
    url: (target) => address + target,
    async on(today) {
      await end();
      running = listen(data, new URL(address).port, onDay(today));
      await running.started;
    },
    async stop() {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function runCommand(data, input, args) {
  return execFileSync(binary, [...args, "--data", data], { input, encoding: "utf8", timeout: kStartMs });
}
