import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditFields } from './AuditRecord';

describe('S40: AuditRecord', () => {
  it('has the fields that docs/reference/audit.md lists', () => {
    const file = join(__dirname, '../../../../../docs/reference/audit.md');
    const [, section] = readFileSync(file, 'utf8').split(
      /^## Fields of `meta`$/m,
    );
    const [fields] = section.split(/^## /m);
    const names = [...fields.matchAll(/^- `(\w+)`:/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual([...auditFields].sort());
  });
});
