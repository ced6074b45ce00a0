/** The values that the test types into the form of a public Promise. */
export interface Answers {
  /** The keys are the paths of the fields within the spec. Other fields keep their defaults. */
  fields: Record<string, string>;
  /** The expected spec of the resource. Without it, the test creates no resource. */
  spec?: object;
}

/** The Promises whose forms need values, and those that the test creates. */
const ANSWERS: Record<string, Answers> = {
  'app-as-a-service.yaml': { fields: { image: 'nginx', name: 'shop' } },
  'argocd-application.yaml': {
    fields: { 'source.repoURL': 'https://example.com/shop.git' },
  },
  'easy-app-compound.yaml': {
    fields: { image: 'nginx', name: 'shop' },
    spec: {
      containsCreditCardData: false,
      dbDriver: 'none',
      image: 'nginx',
      name: 'shop',
    },
  },
  'github-sign-off.yaml': { fields: { namespaceName: 'shop' } },
  'namespace-claim.yaml': {
    fields: { clusterName: 'west: 1', namespaceName: '007' },
    spec: { clusterName: 'west: 1', namespaceName: '007' },
  },
  'postgres-flat.yaml': {
    fields: {
      databaseName: 'orders',
      databasePort: '5433',
      databaseUser: '"no"',
      size: '0',
    },
    spec: {
      databaseName: 'orders',
      databasePort: 5433,
      databaseUser: '"no"',
      size: 0,
    },
  },
  'redis-operator-huge.yaml': {
    fields: {
      'global.image': 'redis:7',
      mode: 'cluster',
      'service.type': 'ClusterIP',
    },
  },
  'redis.yaml': { fields: { size: 'large' }, spec: { size: 'large' } },
  'runtime.yaml': {
    fields: {
      applicationEnv: '- {name: MODE, value: "on"}\n- name: DEPTH\n',
      image: 'registry.example.com/shop:1',
      lifecycle: 'staging',
      replicas: '3',
    },
    spec: {
      applicationEnv: [{ name: 'MODE', value: 'on' }, { name: 'DEPTH' }],
      image: 'registry.example.com/shop:1',
      lifecycle: 'staging',
      replicas: 3,
      servicePort: 80,
    },
  },
};

export function answersOf(file: string): Answers {
  return ANSWERS[file] ?? { fields: {} };
}
