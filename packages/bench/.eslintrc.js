module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // A backend that is measured: it adds plugins as a portal's own backend does.
      files: ['src/benchBackend/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
