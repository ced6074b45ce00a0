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
      // These backends add plugins as a portal's own backend does. No other package has Backstage's Kubernetes plugin.
      files: ['src/benchBackend/**', 'src/__testUtils__/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
