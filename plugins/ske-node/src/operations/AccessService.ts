import {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { ResourceAction, ResourceDecisions } from '../permissions';
import { checkKindAllowed } from './kindRules';
import { checkKindQuery } from './KindQuery';
import type { Operation } from './Operation';
import type { OperationRunner } from './OperationRunner';
import type { OperationCaller } from './OperationCaller';

/** `forbidden`: by the portal's own policy, or because the caller may not even see which kinds there are. */
const NO_NEED_TO_ASK = new Set([
  'kind-not-allowed',
  'kind-not-served',
  'forbidden',
]);

/** A question whose kind was found, or the answer that needs no asking. */
type Prepared =
  | { question: AccessQuestion; group: string; resource: string }
  | { answer: AccessAnswer };

/**
 * Tells a caller what they may do on the cluster, so that a page need not offer what would be refused. It decides nothing: the API server does
 * when the call comes.
 *
 * @public
 */
export class AccessService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** The answers, in the order of the questions. */
  async check(
    questions: AccessQuestion[],
    caller: OperationCaller,
  ): Promise<AccessAnswer[]> {
    return this.#operations.run(
      {
        eventId: 'access-check',
        severityLevel: 'low',
        verb: 'create selfsubjectaccessreviews',
        about: { questions: questions.length },
      },
      caller,
      async operation => {
        questions.forEach(checkKindQuery);
        const decisions = await operation.decide([
          ...new Set(questions.map(toAction)),
        ]);
        const prepared: Prepared[] = [];
        // One after the other: the first question about a group brings its kinds, and the rest find them.
        for (const question of questions) {
          prepared.push(await prepare(question, decisions, operation));
        }
        return ask(prepared, operation);
      },
    );
  }
}

async function prepare(
  question: AccessQuestion,
  decisions: ResourceDecisions,
  operation: Operation,
): Promise<Prepared> {
  const { apiVersion, kind } = question;
  try {
    // Pods are reached on account of the resource whose pipelines they are: the portal's rules are about that one.
    if (isReadOfPods(question)) {
      const { group, plural } = await operation.findAnyKind(apiVersion, kind);
      return { question, group, resource: plural };
    }
    checkKindAllowed(apiVersion, kind);
    decisions.check(toAction(question), question);
    const { group, plural } = await operation.findKind(apiVersion, kind);
    return { question, group, resource: plural };
  } catch (error) {
    if (SkeError.is(error) && NO_NEED_TO_ASK.has(error.code)) {
      const { code, message } = error;
      return { answer: { allowed: false, reason: message, code } };
    }
    throw error;
  }
}

/** Which of the portal's permissions a verb of Kubernetes falls under. */
function toAction({ verb }: AccessQuestion): ResourceAction {
  switch (verb) {
    case 'get':
    case 'list':
    case 'watch':
      return 'read';
    case 'create':
    case 'delete':
      return verb;
    default:
      return 'update';
  }
}

/** Pods are reached through the pipelines of a resource only, for which a page must know whether they can be seen. */
function isReadOfPods({ verb, apiVersion, kind }: AccessQuestion): boolean {
  return (
    apiVersion === 'v1' &&
    kind === 'Pod' &&
    ['get', 'list', 'watch'].includes(verb)
  );
}

async function ask(
  prepared: Prepared[],
  operation: Operation,
): Promise<AccessAnswer[]> {
  const asked = prepared.flatMap(one => ('question' in one ? [one] : []));
  const given = await operation.client.canI(
    asked.map(({ question, group, resource }) => {
      const { verb, subresource, namespace, name } = question;
      return { verb, group, resource, subresource, namespace, name };
    }),
    {
      identity: await operation.identity(),
      signal: operation.caller.signal,
    },
  );
  return prepared.map(one =>
    'answer' in one ? one.answer : given[asked.indexOf(one)],
  );
}
