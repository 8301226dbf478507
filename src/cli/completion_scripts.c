/* The scripts that tie completion to a shell. All that they know is how to ask the program. */
#include <string.h>

#include "cli/completion.h"

/* bash parts words at = and :, which lanewise does not, so what stands together is joined first;
 * what is answered loses the part that bash leaves alone (`stem`). */
static const char bash[] =
    "# bash completion of lanewise, made by 'lanewise completion bash'.\n"
    "_lanewise()\n"
    "{\n"
    "    local rest=${COMP_LINE:0:COMP_POINT} tail word stem= i\n"
    "    local -a words=()\n"
    "    for ((i = 0; i <= COMP_CWORD; i++)); do\n"
    "        tail=${rest#\"${rest%%[![:space:]]*}\"}\n"
    "        word=${tail:0:${#COMP_WORDS[i]}}\n"
    "        if ((i > 0)) && [[ $tail == \"$rest\" ]]; then\n"
    "            stem=${words[${#words[@]}-1]}\n"
    "            words[${#words[@]}-1]+=$word\n"
    "        else\n"
    "            stem=\n"
    "            words+=(\"$word\")\n"
    "        fi\n"
    "        rest=${tail#\"$word\"}\n"
    "    done\n"
    "    [[ $word == [=:] ]] && stem=${words[${#words[@]}-1]}\n"
    "    for ((i = 0; i < ${#words[@]}; i++)); do\n"
    "        words[i]=${words[i]//[\\'\\\"\\\\]/}\n"
    "        [[ ${words[i]} == '~/'* ]] && words[i]=$HOME/${words[i]:2}\n"
    "    done\n"
    "    COMPREPLY=()\n"
    "    while IFS=$'\\t' read -r word _; do\n"
    "        case $word in\n"
    "        /file) compopt -o default ;;\n"
    "        /dir) compopt -o dirnames ;;\n"
    "        *)\n"
    "            COMPREPLY+=(\"${word#\"$stem\"}\")\n"
    "            [[ $word == *= ]] && compopt -o nospace\n"
    "            ;;\n"
    "        esac\n"
    "    done < <(\"${words[0]}\" completion --next -- \"${words[@]:1}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _lanewise lanewise\n";

static const char zsh[] =
    "#compdef lanewise\n"
    "# zsh completion of lanewise, made by 'lanewise completion zsh'.\n"
    "_lanewise()\n"
    "{\n"
    "    local line word\n"
    "    local -a closed open asked\n"
    "    asked=(${(Q)words[2,CURRENT-1]} \"${(Q)PREFIX}\")\n"
    "    for line in ${(f)\"$(${(Q)~words[1]} completion --next -- \"${asked[@]}\" 2>/dev/null)\"}; do\n"
    "        word=${line%%$'\\t'*}\n"
    "        case $word in\n"
    "        /file) compset -P '--*='; _files ;;\n"
    "        /dir) compset -P '--*='; _files -/ ;;\n"
    "        *=) open+=(\"${${line//:/\\\\:}/$'\\t'/:}\") ;;\n"
    "        *) closed+=(\"${${line//:/\\\\:}/$'\\t'/:}\") ;;\n"
    "        esac\n"
    "    done\n"
    "    _describe lanewise closed -- open -S ''\n"
    "}\n"
    "if [[ $funcstack[1] == _lanewise ]]; then\n"
    "    _lanewise \"$@\"\n"
    "else\n"
    "    compdef _lanewise lanewise\n"
    "fi\n";

static const char fish[] =
    "# fish completion of lanewise, made by 'lanewise completion fish'.\n"
    "function __lanewise_next\n"
    "    set -l words (commandline -opc)\n"
    "    set -l token (commandline -ct | string replace -r '^[\\'\"]' '')\n"
    "    set -l path (string replace -r '^--[^=]*=' '' -- $token)\n"
    "    set -l head (string sub -l (math (string length -- $token) - (string length -- $path)) -- $token)\n"
    "    for line in ($words[1] completion --next -- $words[2..-1] $token 2>/dev/null)\n"
    "        switch $line\n"
    "            case /file\n"
    "                printf '%s\\n' $head(__fish_complete_path $path)\n"
    "            case /dir\n"
    "                printf '%s\\n' $head(__fish_complete_directories $path '')\n"
    "            case '*'\n"
    "                printf '%s\\n' $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c lanewise -f -a '(__lanewise_next)'\n";

const char *cli_completion_script(const char *shell)
{
    static const struct {
        const char *name, *script;
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, shell) == 0)
            return shells[i].script;
    }
    return NULL;
}
