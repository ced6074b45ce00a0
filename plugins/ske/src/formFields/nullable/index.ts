import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { withWords } from '../field/withWords';
import { KratixNullable } from './KratixNullable';

export { KratixNullable };

export const kratixNullable = createFormField({
  name: 'KratixNullable',
  component: withWords(KratixNullable),
});
