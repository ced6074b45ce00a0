#!/usr/bin/env node
// In the published package the code is in dist.
const { runDoctor } = require('../dist/doctor.cjs.js');

runDoctor(process.argv.slice(2), {
  folder: process.cwd(),
  env: process.env,
  print: text => process.stdout.write(text),
  printError: text => process.stderr.write(text),
}).then(code => {
  process.exitCode = code;
});
