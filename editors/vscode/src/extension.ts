// Starts `artfmt lsp` for the articles of a workspace, and `artfmt preview` where it is asked for.

import { ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;
let preview: ChildProcess | undefined;

function command(): string[] {
  const words = vscode.workspace.getConfiguration("artfmt").get<string[]>("command", []);
  return words.length > 0 ? words : ["artfmt", "lsp"];
}

async function start(): Promise<void> {
  // A workspace that nobody trusts yet must not choose what is run.
  if (!vscode.workspace.isTrusted) {
    return;
  }
  const [program, ...words] = command();
  const languages = vscode.workspace.getConfiguration("artfmt").get<string[]>("languages", ["markdown"]);
  const configured = (await vscode.workspace.findFiles("**/.artfmt.{yaml,yml}", "**/node_modules/**", 1)).length > 0;
  const watched = configured ? languages : languages.filter((language) => language === "markdown");
  const server: ServerOptions = { command: program, args: words };
  const options: LanguageClientOptions = {
    documentSelector: watched.map((language) => ({ scheme: "file", language })),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/.artfmt.{yaml,yml}") },
  };
  client = new LanguageClient("artfmt", "artfmt", server, options);
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(
      `artfmt: cannot start "${[program, ...words].join(" ")}" (${String(error)}); pip install 'artfmt[lsp]', or set artfmt.command.`,
    );
  }
}

async function stop(): Promise<void> {
  preview?.kill();
  preview = undefined;
  await client?.stop();
  client = undefined;
}

// Serves the article on this machine alone, and shows it beside the editor.
function show(): void {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.uri.scheme !== "file" || !vscode.workspace.isTrusted) {
    return;
  }
  preview?.kill();
  const child = spawn(command()[0], ["preview", "--no-browser", document.uri.fsPath]);
  preview = child;
  child.stdout.on("data", (data: Buffer) => {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(data.toString());
    if (address) {
      void vscode.commands.executeCommand("simpleBrowser.api.open", vscode.Uri.parse(address[0]), {
        viewColumn: vscode.ViewColumn.Beside,
      });
    }
  });
  child.on("error", (error) => void vscode.window.showErrorMessage(`artfmt: ${error.message}`));
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("artfmt.preview", show),
    vscode.commands.registerCommand("artfmt.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void start()),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
