import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jvmManifests } from '../../src/formats/jvm-manifests.ts';

async function environment(path: string, text: string): Promise<string[]> {
  const facts = await jvmManifests.facts({ path, text }, () => assert.fail('needs no grammar'));
  return (facts.environment ?? []).map(fact => `${fact.of} ${fact.value}`);
}

const dependency = (name: string, version = '') => {
  const [group, artifact] = name.split(':');
  return `<dependency>\n<groupId>${group}</groupId>\r\n  <artifactId> ${artifact} </artifactId>${version && `<version>${version}</version>`}</dependency>`;
};

describe('pom.xml', () => {
  const cases: [string, string[]][] = [
    [dependency('io.javalin:javalin', '5.6.1'), ['javalin 5.6.1']],
    [`<properties><j.version>6.1.0</j.version></properties>${dependency('jakarta.servlet:jakarta.servlet-api', '${j.version}')}`, ['jakarta.servlet 6.1.0']],
    [dependency('io.javalin:javalin', '${unknown}'), []],
    [dependency('org.springframework.boot:spring-boot-starter-webflux'), ['spring-web webflux']],
    [dependency('org.springframework.boot:spring-boot-starter-webflux') + dependency('org.springframework.boot:spring-boot-starter-web'), ['spring-web webmvc']],
    ['<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>4.0.1</version></parent>', ['jakarta.servlet 6.1.0']],
    ['<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.2.0</version></parent>', []],
    [`<!-- ${dependency('io.javalin:javalin', '5.6.1')} -->`, []],
    ['<dependency><groupId>io.javalin</groupId>', []],
    ['', []],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), async () => assert.deepEqual(await environment('app/pom.xml', text), expected));
});

describe('build.gradle', () => {
  const cases: [string, string[]][] = [
    ["implementation 'io.javalin:javalin:4.6.8'", ['javalin 4.6.8']],
    ['val javalinVersion = "6.0.0"\nimplementation("io.javalin:javalin:$javalinVersion")', ['javalin 6.0.0']],
    ['implementation("io.javalin:javalin:$unknown")', []],
    ['implementation("org.springframework.boot:spring-boot-starter-webflux")', ['spring-web webflux']],
    ["plugins { id 'org.springframework.boot' version '4.0.0' }", ['jakarta.servlet 6.1.0']],
    ['plugins { id("org.springframework.boot") version "3.3.0" }', []],
    ["// implementation 'io.javalin:javalin:4.6.8'", []],
    ['', []],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), async () => assert.deepEqual(await environment('build.gradle', text), expected));
});
