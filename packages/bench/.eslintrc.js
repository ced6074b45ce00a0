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
      // Backends that add plugins as a portal's own backend does. Only this package has Backstage's Kubernetes plugin.
      files: ['src/benchBackend/**', 'src/kubernetesModule.test.ts'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
