import { renderInTestApp } from '@backstage/frontend-test-utils';
import { diagnosticCount, forEachDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { parseFieldPath } from '@kratix-portal/plugin-ske-common';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { checkYaml } from './checkYaml';
import { describeField } from './describeField';
import { proposeYaml } from './proposeYaml';
import { toObjectSchema } from './schema';
import { YamlEditor, type YamlEditorProps } from './YamlEditor';
import { YamlSource } from './YamlSource';

// Loaded before the tests, so that the editor opens at once.
import './YamlCode';

// jsdom has no layout.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const schema = toObjectSchema({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'string', enum: ['small', 'large'] },
        replicas: { type: 'integer', minimum: 1, maximum: 5, default: 2 },
        engine: {
          type: 'string',
          description: 'The database engine.',
          'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
        },
        mode: { type: 'string', pattern: '^[0-7]+$' },
        slow: { type: 'string', pattern: '^(a+)+$' },
        backups: { type: 'boolean' },
        users: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              admin: { type: 'boolean' },
            },
          },
        },
        extra: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
});

const head =
  'apiVersion: demo.example.com/v1\nkind: Database\nmetadata:\n  name: orders\n';
const found = (spec: string) =>
  checkYaml(new YamlSource(`${head}spec:\n${spec}`), schema).map(
    ({ code, field, details }) => [code, field, details],
  );

describe('checkYaml', () => {
  it('finds nothing in a valid text', () => {
    expect(
      found('  size: small\n  users: [{name: ada}]\n  extra: {any: 1}\n'),
    ).toEqual([]);
  });

  it.each([
    ['  size: medium\n', 'value', 'spec.size', 'small, large'],
    ['  size: small\n  replicas: 0\n', 'minimum', 'spec.replicas', '1'],
    ['  size: small\n  replicas: 9\n', 'maximum', 'spec.replicas', '5'],
    ['  size: small\n  replicas: many\n', 'type', 'spec.replicas', 'integer'],
    [
      '  size: small\n  extra: {a: 9007199254740993}\n',
      'inexact',
      'spec.extra.a',
      '',
    ],
    ['  size: small\n  mode: "9"\n', 'pattern', 'spec.mode', '^[0-7]+$'],
    ['  size: small\n  users: {}\n', 'type', 'spec.users', 'object[]'],
    ['  size: small\n  sise: large\n', 'unknown', 'spec.sise', 'sise'],
    ['  replicas: 2\n', 'required', 'spec', 'size'],
    [
      '  size: small\n  backups: yes\n',
      'ambiguous',
      'spec.backups',
      'true / "yes"',
    ],
    [
      '  size: small\n  extra:\n    on: 1\n',
      'ambiguousKey',
      'spec.extra.on',
      'on',
    ],
  ])('finds in %j: %s', (spec, code, field, details) => {
    expect(found(spec)).toEqual([[code, field, details]]);
  });

  it('leaves a pattern that could take exponential time to the cluster', () => {
    expect(found('  size: small\n  slow: b\n')).toEqual([]);
  });

  it('reports at most one syntax error for each line', () => {
    expect(
      found('  size: [small\n  mode: "9"\n  extra:\n    any: 1\n'),
    ).toHaveLength(1);
    expect(found('  size: "a" b\n  mode: "c" d\n')).toHaveLength(2);
  });

  it('reports only syntax errors as long as the text has some', () => {
    expect(found('  size: [small\n').map(([code]) => code)).toContain('syntax');
    expect(found('  size: small\n---\nmore: 1\n')).toEqual([
      ['syntax', '', ''],
    ]);
  });
});

describe('proposeYaml', () => {
  /** `|` is the cursor. */
  const labels = (text: string) =>
    proposeYaml(text.replace('|', ''), text.indexOf('|'), schema)?.options.map(
      ({ label }) => label,
    );

  it.each([
    ['|', ['spec', 'apiVersion', 'kind', 'metadata']],
    [
      'spec:\n  size: small\n  r|',
      ['replicas', 'engine', 'mode', 'slow', 'backups', 'users', 'extra'],
    ],
    ['spec:\n  size: |', ['small', 'large']],
    ['spec:\n  size: s|\n  replicas: 1\n', ['small', 'large']],
    ['spec:\n  replicas: |', ['2']],
    ['spec:\n  backups: t|', ['true', 'false']],
    ['spec:\n  users:\n    - |', ['name', 'admin']],
    ['spec:\n  users:\n  - name: a\n    |', ['admin']],
    ['spec:\n  users:\n  - name: a\n  - n|', ['name', 'admin']],
  ])('proposes at %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it.each([
    ['in a text over several lines', 'spec:\n  extra:\n    a: |\n      ‸'],
    ['in a comment', 'spec:\n  # ‸'],
    ['in a free text', 'spec:\n  engine: ‸'],
  ])('proposes nothing %s', (_, text) => {
    expect(
      proposeYaml(text.replace('‸', ''), text.indexOf('‸'), schema),
    ).toBeUndefined();
  });

  it('inserts a mapping and a list with the right indentation', () => {
    const proposals = proposeYaml('spec:\n  ', 8, schema);
    const apply = (label: string) =>
      proposals?.options.find(each => each.label === label)?.apply;
    expect(apply('users')).toBe('users:\n    - ');
    expect(apply('extra')).toBe('extra:\n    ');
  });
});

describe('paths', () => {
  it('finds the lines of a field, or of its nearest parent', () => {
    const text = `${head}spec:\n  users:\n    - name: ada\n`;
    const source = new YamlSource(text);
    const at = (field: string) => {
      const { from, to } = source.rangeOf(parseFieldPath(field));
      return text.slice(from, to);
    };
    expect(at('spec.users[0].name')).toBe('name: ada');
    expect(at('metadata.name')).toBe('name: orders');
    expect(at('spec.users[0].missing')).toBe('name: ada\n');
    expect(source.pathAt(text.lastIndexOf('ada'))).toEqual([
      'spec',
      'users',
      0,
      'name',
    ]);
  });
});

it('describes a field with its type, default and the rule that it cannot change', () => {
  const immutableText = 'cannot be changed';
  expect(
    describeField({ path: ['spec', 'engine'], schema, immutableText }),
  ).toEqual([
    'spec.engine: string',
    'The database engine.',
    'cannot be changed',
  ]);
  expect(
    describeField({ path: ['spec', 'replicas'], schema, immutableText }),
  ).toEqual(['spec.replicas: integer', 'default: 2']);
});

describe('YamlEditor', () => {
  function Editor(props: Partial<YamlEditorProps> & { initial: string }) {
    const [value, setValue] = useState(props.initial);
    return (
      <>
        <YamlEditor
          label="The request"
          schema={schema}
          {...props}
          value={value}
          onChange={setValue}
        />
        <output data-testid="text">{value}</output>
      </>
    );
  }

  it('lists a cause of the cluster at the line of its field', async () => {
    renderInTestApp(
      <Editor
        initial={`${head}spec:\n  size: small\n`}
        problems={[
          { field: 'spec.size', message: 'too small', severity: 'error' },
        ]}
      />,
    );
    const list = await screen.findByRole('list', { name: '1 problem' });
    expect(within(list).getByRole('listitem')).toHaveTextContent(
      'Line 6 Error: too small',
    );
    const content = await screen.findByRole('textbox', { name: 'The request' });
    await userEvent.click(within(list).getByRole('button', { name: 'Line 6' }));
    expect(content).toHaveFocus();
    expect(content).toHaveAccessibleDescription(/Escape and then Tab/);
  });

  it('marks the line of a problem in the text that it opens with', async () => {
    renderInTestApp(
      <Editor
        initial={'a: 1\nb: [1\nc: 2\n'}
        problems={[{ line: 2, message: 'not closed', severity: 'error' }]}
        isPlain
      />,
    );
    const content = await screen.findByRole('textbox', { name: 'The request' });
    const { state } = EditorView.findFromDOM(content)!;
    const marked: string[] = [];
    expect(diagnosticCount(state)).toBe(1);
    forEachDiagnostic(state, ({ message }, from, to) =>
      marked.push(`${state.sliceDoc(from, to)} - ${message}`),
    );
    expect(marked).toEqual(['b: [1 - not closed']);
  });

  it('lists errors before warnings', async () => {
    renderInTestApp(
      <Editor
        initial={`${head}spec:\n  size: small\n`}
        problems={[
          { field: 'spec', message: 'is old', severity: 'warning' },
          { field: 'spec.size', message: 'too small', severity: 'error' },
        ]}
      />,
    );
    const list = await screen.findByRole('list', { name: '2 problems' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Line 6 Error: too small', 'Line 5 Warning: is old']);
  });

  it('keeps the values that cannot be changed when a text is pasted over everything, and says so', async () => {
    renderInTestApp(
      <Editor
        initial={`${head}spec:\n  size: small\n`}
        readOnlyParts={[
          { path: ['kind'], value: 'Database', reason: 'The kind stays.' },
          {
            path: ['metadata', 'name'],
            value: 'orders',
            reason: 'The name stays.',
          },
        ]}
      />,
    );
    const content = await screen.findByRole('textbox', { name: 'The request' });
    const paste = async (text: string) => {
      content.focus();
      await userEvent.keyboard('{Control>}a{/Control}');
      fireEvent.paste(content, { clipboardData: { getData: () => text } });
    };
    await paste('kind: Other\nmetadata:\n  name: two\nspec:\n  size: large\n');
    expect(screen.getByTestId('text').textContent).toBe(
      'kind: Database\nmetadata:\n  name: orders\nspec:\n  size: large\n',
    );
    expect(
      await screen.findAllByText(/was pasted.* The kind stays\./),
    ).not.toHaveLength(0);

    await paste('not: [yaml');
    expect(screen.getByTestId('text')).toHaveTextContent('size: large');
    expect(await screen.findAllByText('The kind stays.')).not.toHaveLength(0);
    await userEvent.keyboard('{Control>}a{/Control}{Delete}');
    expect(screen.getByTestId('text')).toHaveTextContent('size: large');
  });

  it('says how to leave the editor when Escape is pressed', async () => {
    renderInTestApp(<Editor initial={head} />);
    const content = await screen.findByRole('textbox', { name: 'The request' });
    content.focus();
    await userEvent.keyboard('{Escape}');
    expect(
      await screen.findByText('Press Tab to leave the editor.'),
    ).toBeInTheDocument();
  });
});
