import { updateYaml } from './updateYaml';

describe('updateYaml', () => {
  const text = `# a request
kind: Thing
metadata:
  name: one # the name
spec:
  list: [1, 2]
  gone: true
`;

  it('keeps comments and order, and changes only what differs', () => {
    expect(
      updateYaml(text, {
        kind: 'Thing',
        metadata: { name: 'one', labels: { a: 'yes' } },
        spec: { list: [1, 2], size: 3 },
      }),
    ).toBe(`# a request
kind: Thing
metadata:
  name: one # the name
  labels:
    a: "yes"
spec:
  list: [ 1, 2 ]
  size: 3
`);
  });

  it('rejects a text that is not an object', () => {
    expect(() => updateYaml('- a', {})).toThrow('not a YAML object');
  });
});
