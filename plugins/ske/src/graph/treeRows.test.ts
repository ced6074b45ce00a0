import type { GraphNode } from './GraphNode';
import { listTreeRows, moveInTree } from './treeRows';

const node = (id: string, ...children: GraphNode[]): GraphNode => ({
  id,
  type: 'work',
  title: id,
  children,
});
const root = node('root', node('a', node('a1'), node('a2')), node('b'));

describe('listTreeRows', () => {
  it('lists the nodes with their level and position', () => {
    expect(
      listTreeRows(root, new Set()).map(
        ({ node: { id }, level, position, siblings, isExpanded }) =>
          `${id} ${level} ${position}/${siblings} ${isExpanded}`,
      ),
    ).toEqual([
      'root 1 1/1 true',
      'a 2 1/2 true',
      'a1 3 1/2 undefined',
      'a2 3 2/2 undefined',
      'b 2 2/2 undefined',
    ]);
  });

  it('leaves out the nodes below a collapsed node', () => {
    expect(
      listTreeRows(root, new Set(['a'])).map(({ node: { id } }) => id),
    ).toEqual(['root', 'a', 'b']);
  });
});

describe('moveInTree', () => {
  it.each([
    ['root', 'ArrowDown', { focus: 'a' }],
    ['root', 'ArrowUp', undefined],
    ['a', 'ArrowRight', { focus: 'a1' }],
    ['a', 'ArrowLeft', { collapse: 'a' }],
    ['a1', 'ArrowLeft', { focus: 'a' }],
    ['a1', 'ArrowRight', undefined],
    ['b', 'Home', { focus: 'root' }],
    ['root', 'End', { focus: 'b' }],
    ['b', 'x', undefined],
    ['gone', 'ArrowDown', { focus: 'root' }],
  ])('%s, %s', (focused, key, expected) => {
    expect(moveInTree(listTreeRows(root, new Set()), focused, key)).toEqual(
      expected,
    );
  });

  it('expands a collapsed node', () => {
    expect(
      moveInTree(listTreeRows(root, new Set(['a'])), 'a', 'ArrowRight'),
    ).toEqual({ expand: 'a' });
  });
});
