import { KubernetesObject } from '../kubernetes/objects';
import { record, Schema, text } from './schema';
import {
  destinationSchema,
  healthRecordSchema,
  promiseRevisionSchema,
  promiseSchema,
  resourceBindingSchema,
  workPlacementSchema,
  workSchema,
} from './schemas';

export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  description?: string;
}

/** A CustomResourceDefinition with one version. */
export interface KratixCrd extends KubernetesObject {
  spec: {
    group: string;
    scope: 'Cluster' | 'Namespaced';
    names: {
      kind: string;
      listKind: string;
      plural: string;
      singular: string;
      categories?: string[];
      shortNames?: string[];
    };
    versions: Array<{
      name: string;
      served: boolean;
      storage: boolean;
      schema: { openAPIV3Schema: Schema };
      subresources: { status?: {} };
      additionalPrinterColumns: PrinterColumn[];
      selectableFields?: Array<{ jsonPath: string }>;
    }>;
  };
}

interface Definition {
  kind: string;
  scope: 'Cluster' | 'Namespaced';
  schema: Record<string, Schema>;
  required?: string[];
  columns: PrinterColumn[];
  shortNames?: string[];
  selectableFields?: string[];
}

const group = 'platform.kratix.io';
const condition = (type: string, field: 'status' | 'message') =>
  `.status.conditions[?(@.type=="${type}")].${field}`;

function column(
  name: string,
  jsonPath: string,
  type = 'string',
): PrinterColumn {
  return { name, type, jsonPath };
}

const definitions: Definition[] = [
  {
    kind: 'Promise',
    scope: 'Cluster',
    schema: promiseSchema,
    columns: [
      column('Status', '.status.status'),
      column('Kind', '.status.kind'),
      column('API Version', '.status.apiVersion'),
      column('Version', '.status.version'),
      column('Message', '.status.message'),
    ],
  },
  {
    kind: 'PromiseRevision',
    scope: 'Cluster',
    schema: promiseRevisionSchema,
    required: ['spec'],
    columns: [
      column('Promise', '.spec.promiseRef.name'),
      column('Version', '.spec.version'),
      column('Latest', '.status.latest', 'boolean'),
    ],
  },
  {
    kind: 'ResourceBinding',
    scope: 'Namespaced',
    schema: resourceBindingSchema,
    required: ['spec'],
    columns: [
      column('Resource', '.spec.resourceRef.name'),
      column('Promise', '.spec.promiseRef.name'),
      column('Desired', '.spec.version'),
      column('Applied', '.status.lastAppliedVersion'),
    ],
    selectableFields: ['.spec.version'],
  },
  {
    kind: 'Work',
    scope: 'Namespaced',
    schema: workSchema,
    columns: [column('STATUS', condition('Ready', 'message'))],
  },
  {
    kind: 'WorkPlacement',
    scope: 'Namespaced',
    schema: workPlacementSchema,
    shortNames: ['wp', 'wps'],
    columns: [
      column('DESTINATION', '.spec.targetDestinationName'),
      column('STATUS', condition('Ready', 'message')),
    ],
  },
  {
    kind: 'Destination',
    scope: 'Cluster',
    schema: destinationSchema,
    shortNames: ['dest', 'dests'],
    columns: [
      column('StateStoreKind', '.spec.stateStoreRef.kind'),
      column('StateStoreName', '.spec.stateStoreRef.name'),
      column('Ready', condition('Ready', 'status')),
    ],
  },
  {
    kind: 'HealthRecord',
    scope: 'Namespaced',
    schema: healthRecordSchema,
    columns: [
      column('Status', '.data.state'),
      column('Age', '.metadata.creationTimestamp', 'date'),
    ],
  },
];

function crdOf(definition: Definition): KratixCrd {
  const { kind, schema, shortNames, selectableFields } = definition;
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  const hasStatus = 'status' in schema;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: definition.scope,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular,
        // Only HealthRecord has no status, and it is in no category.
        ...(hasStatus ? { categories: ['kratix'] } : {}),
        ...(shortNames ? { shortNames } : {}),
      },
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: record(
              {
                apiVersion: text,
                kind: text,
                metadata: { type: 'object' },
                ...schema,
              },
              definition.required,
            ),
          },
          subresources: hasStatus ? { status: {} } : {},
          additionalPrinterColumns: definition.columns,
          ...(selectableFields
            ? {
                selectableFields: selectableFields.map(jsonPath => ({
                  jsonPath,
                })),
              }
            : {}),
        },
      ],
    },
  };
}

/** The kinds of Kratix that the portal and the stand-in use, written for this project. A test compares them with the CRDs of Kratix. */
export const kratixCrds: readonly KratixCrd[] = definitions.map(crdOf);
