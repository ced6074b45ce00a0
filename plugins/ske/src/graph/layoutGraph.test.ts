import type { GraphNode } from './GraphNode';
import { layoutGraph, moveInDrawing } from './layoutGraph';

const node = (id: string, ...children: GraphNode[]): GraphNode => ({
  id,
  type: 'work',
  title: id,
  children,
});
const root = node('root', node('a', node('a1'), node('a2')), node('b'));

describe('layoutGraph', () => {
  it('places each leaf in its own row, and each other node in the middle of its children', () => {
    const { nodes, layers, rows } = layoutGraph(root);
    expect(
      nodes.map(
        ({ node: { id }, layer, row, position, siblings }) =>
          `${id} ${layer} ${row} ${position}/${siblings}`,
      ),
    ).toEqual([
      'root 0 1.25 1/1',
      'a 1 0.5 1/2',
      'a1 2 0 1/2',
      'a2 2 1 2/2',
      'b 1 2 2/2',
    ]);
    expect({ layers, rows }).toEqual({ layers: 3, rows: 3 });
  });

  it('places a single node', () => {
    const { nodes, layers, rows } = layoutGraph(node('root'));
    expect(nodes[0]).toMatchObject({ layer: 0, row: 0 });
    expect({ layers, rows }).toEqual({ layers: 1, rows: 1 });
  });

  it('never places two nodes on each other', () => {
    const wide = node(
      'root',
      ...Array.from({ length: 40 }, (_, index) =>
        node(`${index}`, node(`${index}/a`), node(`${index}/b`)),
      ),
    );
    const { nodes } = layoutGraph(wide);
    const places = nodes.map(({ layer, row }) => ({ layer, row }));
    const tooNear = places.filter(({ layer, row }, index) =>
      places
        .slice(index + 1)
        .some(other => other.layer === layer && Math.abs(other.row - row) < 1),
    );
    expect(tooNear).toEqual([]);
  });
});

describe('moveInDrawing', () => {
  it.each([
    ['root', 'ArrowRight', 'a'],
    ['root', 'ArrowLeft', undefined],
    ['root', 'ArrowDown', undefined],
    ['a', 'ArrowRight', 'a1'],
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowUp', 'a'],
    ['b', 'ArrowRight', undefined],
    ['a2', 'ArrowLeft', 'a'],
    ['a2', 'Home', 'root'],
    ['root', 'End', 'b'],
    ['a', 'x', undefined],
    ['gone', 'ArrowRight', 'a'],
  ])('%s, %s', (focused, key, expected) => {
    expect(moveInDrawing(layoutGraph(root), focused, key)).toBe(expected);
  });
});
