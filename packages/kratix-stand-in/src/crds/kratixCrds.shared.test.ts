import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sharedKratixFolder } from '../shared/sharedFolder';
import { KratixCrd, kratixCrds } from './kratixCrds';

/** Everything except the descriptions of fields and columns. */
function factsOf(spec: KratixCrd['spec']) {
  return JSON.parse(JSON.stringify(spec), (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
}

/** Equal schemas accept, reject, default and prune the same objects. */
it.each(kratixCrds.map(({ spec }) => [spec.names.kind, spec] as const))(
  '%s: names, scope, columns, subresources, selectable fields and schema are those of Kratix',
  async (_kind, spec) => {
    const file = `platform.kratix.io_${spec.names.plural}.yaml`;
    const text = await readFile(join(sharedKratixFolder('crds'), file), 'utf8');

    expect(factsOf(spec)).toEqual(factsOf((parse(text) as KratixCrd).spec));
  },
);
