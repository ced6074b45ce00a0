import { describeReason, stateSentences } from './sentences';

describe('stateSentences', () => {
  it.each(Object.entries(stateSentences))(
    '%s is one or more sentences',
    (_, text) => {
      expect(text).toMatch(/^(?:[A-Z].*\.|(?:[A-Z].*: )?\{\{message\}\})$/);
    },
  );
});

describe('describeReason', () => {
  it('puts the values into the sentences, and does not replace placeholders inside a value', () => {
    expect(
      describeReason([
        {
          code: 'pipeline-of-several-running',
          values: { index: 1, total: 2, pipeline: '{{total}}$&' },
        },
        { code: 'request-ready', values: {} },
      ]),
    ).toBe(
      'Pipeline 1 of 2, {{total}}$&, is running. Kratix has reconciled the request.',
    );
  });
});
