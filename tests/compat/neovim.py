"""`make neovim`: Neovim, headless, with our language server: problems, hover, completion, definition, actions, renaming.

Needs Neovim 0.7 or newer (`apt-get install neovim`). Prints what the editor saw; exits 1 when it is not what it should be.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SITE = {
    "mkdocs.yml": "site_name: T\nplugins: [resource-cards]\n",
    "resources.yml": "- id: f19373dc25a8a96f\n  title: The Urgency of Interpretability\n  url: https://example.org/a\n"
    "  aliases: [urgency]\n  authors: [Dario Amodei]\n",
    "docs/index.md": "😀 << resource:urgency >> and << resource:urgencyy >>.\n\n"
    '<< resource:amodei\n<< resource:urgency "\n\n[Essay](https://example.org/a)\n',
    "docs/other.md": "<< resource:urgency >>\n",
}
SCRIPT = """
local command = vim.split(vim.env.SERVER, "\\n")
local id = vim.lsp.start_client({ name = "resource-cards", cmd = command, root_dir = vim.env.SITE })
vim.lsp.buf_attach_client(0, id)
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
local function say(...) io.stdout:write(table.concat({...}, " ") .. "\\n") end
for _, one in ipairs(vim.diagnostic.get(0, { lnum = 0 })) do say("problem", one.lnum, one.col, one.code) end
local function ask(method, line, character, more)
  local here = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character } }
  here = vim.tbl_extend("force", here, more or {})
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, here, 20000) or {}) do return answer.result end
end
say("hover", vim.split(ask("textDocument/hover", 0, 16).contents.value, "\\n")[1])
say("definition", ask("textDocument/definition", 0, 16).range.start.line)
local key = ask("textDocument/completion", 2, 18).items[1]
say("completion", key.label, key.textEdit.newText)
say("label", ask("textDocument/completion", 3, 21).items[1].textEdit.newText)
local spot = { line = 5, character = 2 }
local asked = { range = { start = spot, ["end"] = spot }, context = { diagnostics = {} } }
local offered = ask("textDocument/codeAction", 5, 2, asked)[1]
vim.lsp.util.apply_workspace_edit(offered.edit, "utf-16")
say("turned", vim.api.nvim_buf_get_lines(0, 5, 6, false)[1])
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", 0, 16, { newName = "essay" }), "utf-16")
say("renamed", vim.api.nvim_buf_get_lines(0, 0, 1, false)[1])
vim.cmd("edit docs/other.md")
say("elsewhere", vim.api.nvim_buf_get_lines(0, 0, 1, false)[1])
"""
WANTED = """\
problem 0 32 unknown_resource
hover **The Urgency of Interpretability**
definition 0
completion The Urgency of Interpretability urgency
label "The Urgency of Interpretability"
turned << resource:urgency "Essay" view=link >>
renamed 😀 << resource:essay >> and << resource:urgencyy >>.
elsewhere << resource:essay >>
"""


def main() -> int:
    """Runs the editor on a small site."""
    editor = shutil.which("nvim")
    if editor is None:
        sys.exit("Neovim was not found. As root: apt-get update && apt-get install -y neovim")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name, text in {**SITE, "script.lua": SCRIPT}.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        server = "\n".join((sys.executable, "-c", "from mkdocs_resource_cards.cli import run; run()", "lsp"))
        command = [
            editor,
            "--headless",
            "--clean",
            "docs/index.md",
            "-n",
            "-c",
            "set hidden",
            "-c",
            "luafile script.lua",
            "-c",
            "qa!",
        ]
        environment = {"PATH": "/usr/bin:/bin", "HOME": temporary, "SERVER": server, "SITE": temporary}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
    print(done.stdout, done.stderr, sep="")
    return int(done.stdout != WANTED)


if __name__ == "__main__":
    sys.exit(main())
