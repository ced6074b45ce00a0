import type { KubernetesObject } from '../live';
import { LAST_APPLIED } from '../values';
import { toEditable } from './editable';
import { toContent } from './EditContent';
import { readEditDraft, toEditDraft } from './EditDraft';

const live = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    namespace: 'team-a',
    uid: 'uid-1',
    resourceVersion: '7',
    annotations: {
      [LAST_APPLIED]: '{"spec":{"adminPassword":"hunter2"}}',
      note: 'kept',
    },
  },
  spec: { adminPassword: 'hunter2', size: 'small' },
} as unknown as KubernetesObject;

describe('toEditDraft', () => {
  it('does not store the copy of the object that kubectl apply left in an annotation', () => {
    const content = toContent(toEditable(live), 'yaml');
    const draft = toEditDraft(undefined, content, live);
    expect(content.text).toContain('hunter2');
    expect(JSON.stringify(draft)).not.toContain('hunter2');
    expect(JSON.stringify(draft)).toContain('kept');
  });

  it('restores the copy of kubectl and the secrets of a draft from the object on the cluster', () => {
    const content = toContent(toEditable(live), 'form');
    const draft = toEditDraft(undefined, content, live);
    const read = readEditDraft(draft, undefined, live);
    expect(read?.content.object).toEqual(toEditable(live));
    expect(read && toEditable(read.base)).toEqual(toEditable(live));
  });
});
