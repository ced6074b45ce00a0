import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** The examples of `ske:configure-resource` on the scaffolder's page of installed actions. */
export const configureResourceExamples: TemplateExample[] = [
  {
    description: 'Request a database from a Promise, or change the request',
    example: `steps:
  - id: ske-configure-resource
    name: Create a Database
    action: ske:configure-resource
    input:
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
          namespace: \${{ parameters.objnamespace }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description: 'Request a new database, and fail if it exists',
    example: `steps:
  - id: ske-configure-resource
    name: Create a Database
    action: ske:configure-resource
    input:
      onExisting: fail
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description: 'Report what would change, and write nothing',
    example: `steps:
  - id: ske-configure-resource
    name: Check the change
    action: ske:configure-resource
    input:
      dryRun: true
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description:
      'Change a database only if it did not change since the form was loaded',
    example: `steps:
  - id: ske-configure-resource
    name: Update the Database
    action: ske:configure-resource
    input:
      fieldManager: my-portal
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
          resourceVersion: "\${{ parameters.resourceVersion }}"
        spec: \${{ parameters.spec | dump }}
`,
  },
];
