const { style, privateNames } = require('../../lintStyle');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: style,
  restrictedSyntax: privateNames,
});
