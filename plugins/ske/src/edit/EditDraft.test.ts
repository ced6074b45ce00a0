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
  it('stores nothing of the copy that kubectl apply left in an annotation', () => {
    const content = toContent(toEditable(live), 'yaml');
    const draft = toEditDraft(undefined, content, live);
    expect(content.text).toContain('hunter2');
    expect(JSON.stringify(draft)).not.toContain('hunter2');
    expect(JSON.stringify(draft)).toContain('kept');
  });

  it('reads a draft together with the copy and the secrets that the object on the cluster has', () => {
    const content = toContent(toEditable(live), 'form');
    const draft = toEditDraft(undefined, content, live);
    const read = readEditDraft(draft, undefined, live);
    expect(read?.content.object).toEqual(toEditable(live));
    expect(read && toEditable(read.base)).toEqual(toEditable(live));
  });
});
