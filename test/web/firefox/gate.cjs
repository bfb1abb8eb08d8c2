#!/usr/bin/env node
// Started by Playwright in place of Firefox: starts it (FIREFOX_PATH), and hands on what it and Playwright say to each other
// in WebDriver BiDi. A Firefox that is released for long support is older than Playwright, which asks each new window
// for a colour scheme and gives up where the browser has no such command; no test here asks for one. Every other command
// goes to Firefox as it came.
const { spawn } = require('node:child_process');
const { WebSocket, WebSocketServer } = require('ws');

const notThereYet = 'emulation.setMediaFeaturesOverride';
const listening = /WebDriver BiDi listening on (ws:\/\/\S+)/u;

const firefox = spawn(process.env.FIREFOX_PATH, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
firefox.once('exit', (status) => process.exit(status ?? 1));

let begun = '';
firefox.stderr.on('data', (words) => {
  const lines = (begun + words.toString()).split('\n');
  begun = lines.pop();
  for (const line of lines) {
    const address = listening.exec(line)?.[1];
    if (address === undefined) process.stderr.write(`${line}\n`);
    else standBefore(address);
  }
});

/** Says in Firefox's own words where it can be reached, which Playwright waits for. */
function standBefore(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false }, () => {
    process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${String(server.address().port)}\n`);
  });
  server.on('connection', (driver, { url }) => {
    handOn(driver, new WebSocket(address + url, { perMessageDeflate: false, maxPayload: 0 }));
  });
}

function handOn(driver, browser) {
  const opened = new Promise((resolve) => {
    browser.once('open', resolve);
  });
  driver.on('message', (data) => {
    const { id, method } = JSON.parse(data.toString());
    if (method === notThereYet) driver.send(JSON.stringify({ type: 'success', id, result: {} }));
    else void opened.then(() => browser.send(data.toString()));
  });
  browser.on('message', (data) => driver.send(data.toString()));
  browser.on('error', () => driver.close());
  browser.on('close', () => driver.close());
  driver.on('close', () => browser.close());
}
