const { style, privateNames } = require('../../lintStyle');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: style,
  restrictedSyntax: privateNames,
  overrides: [
    {
      // A backend that is measured: it adds plugins as a portal's own backend does.
      files: ['src/benchBackend/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
