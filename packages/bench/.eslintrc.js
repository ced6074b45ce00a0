const { style, privateNames } = require('../../lintStyle');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: style,
  restrictedSyntax: privateNames,
  overrides: [
    {
      // It measures stores that the auth module does not export.
      files: ['src/sessions/**'],
      rules: { '@backstage/no-forbidden-package-imports': 'off' },
    },
    {
      // A backend that is measured: it adds plugins as a portal's own backend does.
      files: ['src/benchBackend/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
