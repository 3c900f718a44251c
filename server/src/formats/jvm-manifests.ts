import type { EnvironmentFact } from '../model/facts.ts';
import type { FormatAdapter } from '../syntax/adapter.ts';

/** Which versions of which libraries the Java and Kotlin code of a folder runs with. */
export const jvmManifests: FormatAdapter = {
  name: 'jvm-manifest',
  docs: {
    title: 'Maven and Gradle build files',
    url: 'https://maven.apache.org/pom.html',
    recognised: ['`pom.xml`', '`build.gradle`', '`build.gradle.kts`'],
    constructs: [], sendable: [],
  },
  languageIds: [],
  files: ['**/pom.xml', '**/build.gradle', '**/build.gradle.kts'],
  // The libraries whose presence or version decides a status.
  triggers: ['javalin', 'servlet-api', 'spring-boot', 'spring-web'],
  facts: file => ({ environment: environmentOf(file.path.endsWith('.xml') ? mavenLibraries(file.text) : gradleLibraries(file.text)) }),
};

interface Library {
  /** `group:artifact`. */
  readonly name: string;
  readonly version: string | null;
}

function environmentOf(libraries: readonly Library[]): EnvironmentFact[] {
  const version = (name: string) => libraries.find(each => each.name === name && each.version !== null)?.version ?? null;
  const has = (...artifacts: string[]) => libraries.some(({ name }) => artifacts.includes(name.slice(name.indexOf(':') + 1)));
  // Both starters together run Spring MVC (Spring Boot reference, "WebFlux Framework").
  const web = has('spring-boot-starter-web', 'spring-webmvc', 'spring-boot-starter-webmvc') ? 'webmvc' : has('spring-boot-starter-webflux', 'spring-webflux') ? 'webflux' : null;
  // Spring Boot 4 runs on Jakarta EE 11, whose servlets are 6.1.
  const boot = version('org.springframework.boot:spring-boot-starter-parent') ?? version('org.springframework.boot:spring-boot');
  const servlet = version('jakarta.servlet:jakarta.servlet-api') ?? (boot !== null && Number.parseInt(boot, 10) >= 4 ? '6.1.0' : null);
  const facts: { of: string; value: string | null }[] = [
    { of: 'javalin', value: version('io.javalin:javalin') ?? version('io.javalin:javalin-bundle') }, { of: 'jakarta.servlet', value: servlet }, { of: 'spring-web', value: web },
  ];
  return facts.flatMap(({ of, value }) => value === null ? [] : [{ of, value }]);
}

function mavenLibraries(text: string): Library[] {
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  const properties = new Map([...plain.matchAll(/<([\w.-]+)>\s*([^<>\s]+)\s*<\/\1>/g)].map(match => [match[1] as string, match[2] as string]));
  return [...plain.matchAll(/<(dependency|parent)>([\s\S]*?)<\/\1>/g)].flatMap(match => {
    const element = (name: string) => new RegExp(`<${name}>\\s*([^<\\s]+)\\s*</${name}>`).exec(match[2] as string)?.[1] ?? null;
    const [group, artifact, version] = [element('groupId'), element('artifactId'), element('version')];
    const reference = /^\$\{([^}]+)\}$/.exec(version ?? '')?.[1];
    const known = reference === undefined ? version : properties.get(reference) ?? null;
    return group && artifact ? [{ name: `${group}:${artifact}`, version: known }] : [];
  });
}

function gradleLibraries(text: string): Library[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '');
  const properties = new Map([...plain.matchAll(/(?:val|def|String)\s+(\w+)\s*=\s*["']([\w.-]+)["']/g)].map(match => [match[1] as string, match[2] as string]));
  const libraries = [...plain.matchAll(/["']([\w.-]+:[\w.-]+)(?::([^"'\s@]+))?["']/g)].map(match => {
    const reference = /^\$\{?(\w+)\}?$/.exec(match[2] ?? '')?.[1];
    return { name: match[1] as string, version: reference === undefined ? match[2] ?? null : properties.get(reference) ?? null };
  });
  const boot = /org\.springframework\.boot["']\s*(?:\)\s*)?version\s*(?:\(\s*)?["']([\w.-]+)["']/.exec(plain)?.[1];
  return boot === undefined ? libraries : [...libraries, { name: 'org.springframework.boot:spring-boot', version: boot }];
}
