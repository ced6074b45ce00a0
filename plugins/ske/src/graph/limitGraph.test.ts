import type {
  ObjectState,
  StateTone,
  StateWord,
} from '@kratix-portal/plugin-ske-common';
import type { GraphNode } from './GraphNode';
import { countNodes, limitGraph } from './limitGraph';

const stateOf = (tone: StateTone): ObjectState<StateWord> => ({
  state: 'ready',
  tone,
  reason: '',
  parts: [],
});
const node = (
  id: string,
  children: GraphNode[] = [],
  tone: StateTone = 'positive',
): GraphNode => ({
  id,
  type: 'work',
  title: id,
  state: stateOf(tone),
  children,
});
const more = (count: number) => `${count} more`;

describe('limitGraph', () => {
  it('keeps a small graph as it is', () => {
    const root = node('root', [node('a'), node('b')]);
    expect(limitGraph(root, more, 3)).toBe(root);
  });

  it('keeps the failed nodes and their parents, in the order of the graph', () => {
    const root = node('root', [
      node('a', [node('a1'), node('a2')]),
      node('b', [node('b1'), node('b2', [], 'negative')]),
      node('c'),
    ]);
    const limited = limitGraph(root, more, 4);
    expect(limited.children.map(({ title }) => title)).toEqual([
      'a',
      'b',
      '1 more',
    ]);
    expect(limited.children[0].children.map(({ title }) => title)).toEqual([
      '2 more',
    ]);
    expect(limited.children[1].children.map(({ title }) => title)).toEqual([
      'b2',
      '1 more',
    ]);
  });

  it('counts all nodes below a node that is left out', () => {
    const root = node('root', [
      node('bad', [], 'negative'),
      node('a', [node('a1', [node('a2')])]),
    ]);
    expect(limitGraph(root, more, 2).children[1].title).toBe('3 more');
  });

  it('keeps 200 of 5,000 nodes quickly', () => {
    const root = node(
      'root',
      Array.from({ length: 5000 }, (_, index) =>
        node(`${index}`, [], index % 50 === 0 ? 'attention' : 'positive'),
      ),
    );
    const limited = limitGraph(root, more);
    expect(countNodes(limited)).toBe(201);
    expect(
      limited.children.filter(({ state }) => state?.tone === 'attention'),
    ).toHaveLength(100);
  });
});
