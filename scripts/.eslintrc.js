const { style } = require('../lintStyle');

module.exports = {
  root: true,
  extends: ['eslint:recommended'],
  env: { es2023: true, node: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  ignorePatterns: ['.eslintrc.js'],
  rules: style,
};
